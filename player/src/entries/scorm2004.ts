import { offerSaving } from "../saving_script.js";
import { ScormTracker } from "../trackers/scorm.js";
import { scorm2004 } from "../trackers/scorm2004.js";

offerSaving((data) => new ScormTracker(window, scorm2004(data)));
