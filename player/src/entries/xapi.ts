import { start } from "../start.js";
import { takeLaunch } from "../trackers/xapi_launch.js";
import { XapiTracker } from "../trackers/xapi.js";

// Before anything else: the address holds the LRS's password.
const launch = takeLaunch(window);
void start((data) => new XapiTracker(window, data, launch()));
