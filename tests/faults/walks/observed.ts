/** A server as a page speaks to it in whose window the browser notes what is asked for, and which may die at any moment. */
import type { Reply, Server } from "../../../scorm_templates/preview/lms/server.js";
import type { Request, Timing } from "./timing.js";

/** Where run-times send to: what Moodle calls it counts, for of Moodle's beacon it is known what it means. */
const TRACKING = "/mod/scorm/datamodel.php";

/** Returns *server* for a window of which *timing* notes the requests, as long as its page can *reach* anything. */
export function observed(server: Server, timing: Timing | undefined, reach: () => boolean): Server {
  const gone = { status: 0, body: "" };
  const noted = (kind: Request["initiatorType"], path = TRACKING): ((reply: Reply) => Reply) => {
    const request = timing?.begin(kind, path);
    return (reply) => {
      if (request) {
        timing?.end(request, reply.status, reply.body);
      }
      return reply;
    };
  };
  return {
    post: (change) => (reach() ? noted("xmlhttprequest")(server.post(change)) : gone),
    postLater: (change) => (reach() ? server.postLater(change).then(noted("fetch")) : Promise.resolve(gone)),
    beacon: (change) => {
      const isSent = reach() && server.beacon(change);
      // A browser tells what became of it; whether the LMS took it, nobody hears.
      noted("beacon", `${TRACKING}?api=beacon`)({ status: 200, body: "" });
      return isSent;
    },
  };
}
