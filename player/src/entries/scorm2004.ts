import { start } from "../start.js";
import { ScormTracker } from "../trackers/scorm.js";
import { scorm2004 } from "../trackers/scorm2004.js";

void start((data) => new ScormTracker(window, scorm2004(data)));
