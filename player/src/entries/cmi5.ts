/* Written by tools/generate.py (tools/formats.py). */
import { start } from "../start.js";
import { connect } from "../trackers/cmi5.js";

void start(connect());
