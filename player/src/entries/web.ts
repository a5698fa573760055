import { offerSaving } from "../saving_script.js";

// Nobody is told: progress stays on this device.
offerSaving(() => null);
