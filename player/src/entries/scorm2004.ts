import { start } from "../start.js";
import { Scorm2004Tracker } from "../trackers/scorm2004.js";

void start((data) => new Scorm2004Tracker(window, data));
