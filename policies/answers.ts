/**
 * What concerns nobody is answered once.
 *
 * For every resource the SDK goes through all policies, and each has to say that it does not apply; Pulumi's compliance
 * counts read silence as passed. Of all types that are none of ours that answer is the same: the SDK gives it for the first
 * such resource, and it is repeated until the engine configures the policies anew. Tried with @pulumi/policy 1.21.
 */
import { concerns } from "../src/kinds/recognise";
import { unsupported } from "./sdk";

/** An answer on its way to the wire. Source: @pulumi/pulumi, proto/analyzer_pb.js. */
interface Reply {
  getDiagnosticsList?: () => readonly unknown[];
  getRemediationsList?: () => readonly unknown[];
  serializeBinary: () => Uint8Array;
}
type Handler = (
  call: { readonly request: { getType: () => string } },
  callback: (error: unknown, reply?: Reply) => void,
) => void;
/** How the engine's questions are answered, by their names. */
type Handlers = Readonly<Record<string, Handler | undefined>>;
interface GrpcServer {
  addService: (service: unknown, handlers: Handlers) => void;
}

/**
 * Runs `serve`, which starts the SDK's server, and has that server repeat what it can. Throws where the SDK is not as we
 * know it.
 */
export function answerOnce(serve: () => void): void {
  // The copy that the SDK itself loads, wherever it is installed.
  const grpc = require(require.resolve("@grpc/grpc-js", { paths: [require.resolve("@pulumi/policy")] }));
  const { prototype } = grpc.Server as { prototype: GrpcServer };
  const { addService } = prototype;
  let served = false;
  prototype.addService = function (service, handlers) {
    served = true;
    addService.call(this, service, repeating(handlers));
  };
  try {
    serve();
  } finally {
    prototype.addService = addService;
  }
  if (!served) throw unsupported();
}

/** The same handlers, of which `analyze` and `remediate` give what concerns nobody the answer that was given first. */
function repeating(handlers: Handlers): Handlers {
  const { analyze, remediate, configure } = handlers;
  if (!analyze || !remediate || !configure) throw unsupported();
  let answers = new Map<Handler, Reply>();
  const once =
    (handler: Handler): Handler =>
    (call, callback) => {
      if (concerns(call.request.getType())) return handler(call, callback);
      const known = answers; // an answer under way when the policies are configured anew is not kept
      const answer = known.get(handler);
      if (answer) return callback(null, answer);
      handler(call, (error, reply) => {
        if (reply && isSilent(reply)) known.set(handler, packed(reply));
        callback(error, reply);
      });
    };
  return {
    ...handlers,
    analyze: once(analyze),
    remediate: once(remediate),
    configure: (...given) => {
      answers = new Map();
      configure(...given);
    },
  };
}

/** Whether it says nothing but what does not apply. */
const isSilent = (reply: Reply): boolean =>
  (reply.getDiagnosticsList ?? reply.getRemediationsList ?? unlikeOurs).call(reply).length === 0;
const unlikeOurs = (): never => {
  throw unsupported();
};

/** The same reply, turned into bytes once. */
function packed(reply: Reply): Reply {
  const bytes = reply.serializeBinary();
  reply.serializeBinary = () => bytes;
  return reply;
}
