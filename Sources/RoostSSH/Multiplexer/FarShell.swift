import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A shell on a host that stays and takes one script after the other, so that a login is paid once and not for each of them.
/// Every call blocks, at most until its deadline.
struct FarShell: Sendable {
  enum Outcome {
    case answered(SSHAnswer)
    /// It ended. Whether the script ran, nobody knows.
    case lost
    case late
    /// More than ``outputLimit``. It is of no use any more.
    case tooMuch
  }

  /// After so long it ends by itself there, so that none stays behind a daemon that uses it no more.
  static let lifetime: Duration = .seconds(600)
  private static let ready = "roost-ready"
  static let outputLimit = SSHRun.usualOutput

  private let session: OwnedDescriptor
  private let input: TimedSocket
  private let output: TimedSocket
  private let end: ContinuousClock.Instant

  /// - Parameter socket: where the `ssh` that holds the connection listens.
  init(at socket: FilePath, until deadline: ContinuousClock.Instant) throws(MuxFault) {
    end = .now + FarShell.lifetime
    (session, input, output) = try FarShell.open(at: socket, until: deadline)
    _ = try received(until: Array("\(FarShell.ready)\n".utf8), within: deadline)
  }

  /// Whether a script that may take so long can be begun.
  func takes(_ limit: Duration) -> Bool { output.isQuiet && ContinuousClock.now + limit < end }

  func run(_ script: String, _ input: [UInt8], until deadline: ContinuousClock.Instant) -> Outcome {
    let mark = "roost-\(UInt64.random(in: .min ... .max))"
    do throws(MuxFault) {
      try self.input.send(Array("\(mark) \(input.count)\n\(script)\n".utf8) + input, until: deadline)
      let output = try received(until: Array("\n\(mark) ".utf8), within: deadline)
      let rest = try received(until: Array("\n\(mark)\n".utf8), within: deadline, behind: output.rest)
      let words = rest.found.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
      guard let status = words.first.flatMap({ Int32(String(decoding: $0, as: UTF8.self)) }) else { return .lost }
      let errors = words.dropFirst().first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      return .answered(SSHAnswer(status: .exited(status), output: output.found, errors: errors))
    } catch {
      return switch error {
      case .late: .late
      case .tooMuch: .tooMuch
      case .nobody, .refused, .broken: .lost
      }
    }
  }

  private func received(
    until mark: [UInt8], within deadline: ContinuousClock.Instant, behind first: [UInt8] = []
  ) throws(MuxFault) -> (found: [UInt8], rest: [UInt8]) {
    var bytes = first
    var start = 0
    while true {
      while start + mark.count <= bytes.count {
        if bytes[start] == mark[0], bytes[start..<(start + mark.count)].elementsEqual(mark) {
          return (Array(bytes[..<start]), Array(bytes[(start + mark.count)...]))
        }
        start += 1
      }
      guard bytes.count <= FarShell.outputLimit else { throw .tooMuch }
      let more = try output.receive(upTo: 64 << 10, until: deadline)
      guard !more.isEmpty else { throw .broken }
      bytes += more
    }
  }

  /// The other ends are closed here with the return: who reads would never see an end.
  private static func open(
    at socket: FilePath, until deadline: ContinuousClock.Instant
  ) throws(MuxFault) -> (session: OwnedDescriptor, input: TimedSocket, output: TimedSocket) {
    let nothing = Glibc.open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard nothing >= 0 else { throw .broken }
    let errors = OwnedDescriptor(owning: nothing)
    let (input, output): (StreamSocket, StreamSocket)
    let line: String
    var others: [OwnedDescriptor] = []
    do throws(Problem) {
      line = try command.line()
      input = try StreamSocket.make()
      others.append(OwnedDescriptor(owning: input.theirs))
      output = try StreamSocket.make()
      others += [OwnedDescriptor(owning: output.theirs), errors]
    } catch {
      throw .refused(error.message)
    }
    let session = try MuxClient(socket, until: deadline).session(line, others.map(\.number))
    return (session, TimedSocket(input.ours), TimedSocket(output.ours))
  }

  /// Refuses a host whose `head` reads further than it is told. Each request is a line with its mark and the length of its
  /// input, a line with the script, and the input; what the script leaves of that is thrown away.
  private static let command = RemoteCommand(
    "command -v timeout >/dev/null && exec timeout $2 sh -c \"$1\"; exec sh -c \"$1\"",
    [
      "[ \"$(printf abc | { head -c 1 >/dev/null; cat; })\" = bc ] || exit 4; exec 3>&1; echo \(ready); "
        + "while read -r t n && read -r x; do e=$({ if [ \"$n\" -gt 0 ]; then head -c \"$n\" | "
        + "{ (eval \"$x\"); s=$?; cat >/dev/null; exit $s; }; else (eval \"$x\") </dev/null; fi; } 2>&1 >&3); s=$?; "
        + "echo; echo \"$t $s\"; echo \"$e\"; echo \"$t\"; done",
      "\(lifetime.components.seconds)",
    ])
}
