/** Every test runs on a device of its own, which has a disk as browsers have. */
import { beforeEach } from "vitest";
import { emptyDisk } from "./disk.js";

beforeEach(emptyDisk);
