/* Written by tools/generate.py (tools/formats.py). */
import { offerSaving } from "../saving_script.js";
import { trackerOf } from "../trackers/xapi.js";

offerSaving(trackerOf);
