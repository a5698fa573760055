import { offerSaving } from "../saving_script.js";
import { ScormTracker } from "../trackers/scorm.js";
import { scorm12 } from "../trackers/scorm12.js";

offerSaving((data) => new ScormTracker(window, scorm12(data)));
