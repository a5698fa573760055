/* Written by tools/generate.py (tools/formats.py). */
import { start } from "../start.js";

// Nobody is told: progress stays on this device.
void start(() => null);
