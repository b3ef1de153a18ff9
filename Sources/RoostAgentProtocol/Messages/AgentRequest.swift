/// What a client asks of an agent. Each goes in a frame whose channel the answers repeat.
///
/// Before anything else a client sends ``hello(schema:)``. A request that cannot be decoded closes its connection only;
/// one of a type that the agent does not know is answered with ENOSYS.
package enum AgentRequest: Equatable, Sendable {
  /// The oldest schema that the client speaks. Answer: ``AgentMessage/hello(_:)``, or ``AgentMessage/failed(errno:)`` and the end when the schema is newer.
  case hello(schema: UInt16)
  /// Answer: ``AgentMessage/started(process:pid:)`` or ``AgentMessage/refused(_:)``.
  case spawn(SpawnRequest)
  /// Answer: ``AgentMessage/done`` once the process's input took all of it; EPIPE when it never will, EAGAIN when too
  /// much is waiting already.
  case write(process: UInt32, bytes: [UInt8])
  /// Ends standard input; on a terminal, types the end-of-file character. Answer: done or failed.
  case closeInput(process: UInt32)
  case resize(process: UInt32, columns: UInt16, rows: UInt16)
  /// To every process of the session that the process began, also after its own end. ESRCH when nobody is left.
  case signal(process: UInt32, signal: Int32)
  /// Replays output from an offset and follows it. The frame's channel becomes the subscription: data, gap and end
  /// carry it, ``credit(_:)`` and ``detach`` name it. `credit` counts bytes of output the client can take now.
  case attach(process: UInt32, offset: UInt64, credit: UInt32)
  case credit(UInt32)
  /// No answer; frames already under way still arrive.
  case detach
  /// Answer: ``AgentMessage/dialed`` with a descriptor, or ``AgentMessage/dialRefused(errno:)``.
  case dial(port: UInt16)
  /// Answer: ``AgentMessage/done``, after which this very connection is the byte stream into the port and no frame follows;
  /// or ``AgentMessage/dialRefused(errno:)``, and everything stays as it was. Nothing is sent before the answer.
  case relay(port: UInt16)
  /// One of ``BootSpec/gatewayPorts``. Answer: ``AgentMessage/dialed`` with the listening socket, which the agent keeps as well,
  /// so that whoever connects while nobody accepts waits; or ``AgentMessage/dialRefused(errno:)``.
  case listener(port: UInt16)
  /// At most `limit` bytes from an offset on. Answer: ``AgentMessage/content(_:)``, empty past the end.
  case readFile(path: String, offset: UInt64, limit: UInt32)
  /// Some of the names that follow a name in order. Answer: ``AgentMessage/entries(_:hasMore:)``.
  case listDirectory(path: String, after: String)
  /// A directory only when it is empty or `recursive`. Answer: done or failed, once all is gone.
  case remove(path: String, recursive: Bool)
  /// Follows what happens to a file, or to everything below a directory. The frame's channel becomes the subscription:
  /// ``AgentMessage/done`` once nothing is missed any more, then changes, ``AgentMessage/end(offset:)`` when what was asked
  /// for is gone. `credit` counts bytes, see ``ChangeRecord/length``. EFBIG: too many directories to watch.
  case watch(path: String, credit: UInt32)
  /// Answer: ``AgentMessage/statistics(_:)``.
  case statistics
  /// Makes missing parents too; an existing directory is fine. Answer: done or failed.
  case makeDirectory(path: String, mode: UInt16)
  /// A chunk of a file. Offset 0 creates or empties it; a later offset must be the file's present size (ESPIPE).
  case writeFile(path: String, mode: UInt16, offset: UInt64, bytes: [UInt8])
  /// A symbolic link, replacing what is there unless that is a directory.
  case makeLink(path: String, target: String)
  /// Small files and links in one go, in order, into directories that are there. Answer: done; or failed with the first
  /// mistake, after which some of them are there.
  case putFiles([FileDraft])
  /// Answer: ``AgentMessage/processes(_:)``.
  case list
  /// The present state first (processes that run, open ports, ``AgentMessage/caughtUp``), then events as they happen.
  case subscribe
  /// SIGTERM to everything, SIGKILL after the grace. Answer: done, then the connection ends because the sandbox did.
  case shutdown(graceMilliseconds: UInt32)

  /// The first schema whose agents know this request.
  package var schema: UInt16 {
    switch self {
    case .relay, .readFile, .listDirectory, .remove, .statistics: 2
    case .watch, .putFiles: 3
    case .listener: 4
    case .spawn(let request): request.limitMilliseconds == nil ? 1 : 2
    default: 1
    }
  }
}
