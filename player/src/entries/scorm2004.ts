/* Written by tools/generate.py (tools/formats.py). */
import { offerSaving } from "../saving_script.js";
import { trackerOf } from "../trackers/scorm2004.js";

offerSaving(trackerOf);
