import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// Starts QEMU for a plan: without privileges, in a session of its own. That its machine could not be made is in the log.
///
/// Not as a daemon: QEMU's sandbox forbids the fork that this takes. It is a child of this process as long as this one lives.
struct Emulator: Sendable {
  var tool: String
  /// Nil is the present user.
  var user: UInt32?
  var plan: MachinePlan
  /// No file it writes may become longer, in bytes.
  var longestFile: UInt64
  var log: FilePath

  private static let logTail = 4096

  /// - Parameter descriptors: those that the plan names.
  func start(_ descriptors: InheritedDescriptors) throws(Problem) -> AgentProcess {
    var command = DetachedCommand(tool: Tools.path(of: "prlimit"), arguments: words, log: log)
    command.descriptors = descriptors
    let pid = try command.start()
    guard let process = AgentProcess(pid: pid) else { throw failure }
    return process
  }

  private var words: [String] {
    ["--core=0", "--fsize=\(longestFile)"] + privileges + [Tools.path(of: tool)] + plan.arguments
  }

  private var privileges: [String] {
    guard let user else { return [] }
    let groups = Emulator.kvmGroup.map { ["--groups=\($0)"] } ?? ["--clear-groups"]
    return [Tools.path(of: "setpriv"), "--reuid=\(user)", "--regid=\(user)"] + groups
      + ["--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"]
  }

  /// Whoever may use the processor's help; nil when root alone may, or everybody.
  private static let kvmGroup: UInt32? = {
    var found = stat()
    guard stat("/dev/kvm", &found) == 0, found.st_gid != 0, found.st_mode & 0o060 == 0o060 else { return nil }
    return found.st_gid
  }()

  private var failure: Problem {
    Problem(
      .environmentBootFailed, "QEMU did not start",
      hint: "see whether it works at all: roost strategy list", cause: LogTail.text(of: log, bytes: Emulator.logTail))
  }
}
