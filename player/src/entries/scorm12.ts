import { start } from "../start.js";
import { Scorm12Tracker } from "../trackers/scorm12.js";

void start((data) => new Scorm12Tracker(window, data.notPassed));
