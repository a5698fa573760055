import { offerSaving } from "../saving_script.js";
import { launchOf } from "../trackers/xapi_launch.js";
import { XapiTracker } from "../trackers/xapi.js";

offerSaving((data) => new XapiTracker(window, data, launchOf(window)));
