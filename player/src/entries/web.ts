/* Written by tools/generate.py (tools/formats.py). */
import { offerSaving } from "../saving_script.js";

// Nobody is told: progress stays on this device.
offerSaving(() => null);
