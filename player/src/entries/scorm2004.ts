/* Written by tools/generate.py (tools/formats.py). */
import { start } from "../start.js";
import { connect } from "../trackers/scorm2004.js";

void start(connect());
