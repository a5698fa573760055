import { offerSaving } from "../saving_script.js";
import { launchOf } from "../trackers/cmi5_launch.js";
import { Cmi5Tracker } from "../trackers/cmi5.js";

offerSaving((data) => new Cmi5Tracker(window, data, launchOf(window)));
