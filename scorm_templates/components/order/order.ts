/** All kinds of question are asked alike on a page. */
export { practice as enhance } from "../../../player/src/ui/practice.js";
