import { start } from "../start.js";
import { takeLaunch } from "../trackers/cmi5_launch.js";
import { Cmi5Tracker } from "../trackers/cmi5.js";

// Before anything else: the address holds the learner's name, and where the token is.
const launch = takeLaunch(window);
void start((data) => new Cmi5Tracker(window, data, launch()));
