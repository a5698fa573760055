import { start } from "../start.js";
import { ScormTracker } from "../trackers/scorm.js";
import { scorm12 } from "../trackers/scorm12.js";

void start((data) => new ScormTracker(window, scorm12(data)));
