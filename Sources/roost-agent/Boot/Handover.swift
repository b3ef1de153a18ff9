import Glibc
import RoostAgentProtocol

/// The passage through a program that builds the sandbox instead of us: what was opened on the host is left open under the
/// numbers of ``BootHandover``, and the end of the builder's command line starts this executable again, inside. Standard
/// input is the specification again.
struct Handover {
  let spec: BootSpec
  let host: HostSide
  let groups: ControlGroups
  /// To the half that stayed outside.
  let launcher: Descriptor

  func run(_ builder: [String]) -> Never {
    let line = LauncherLine(socket: launcher)
    do throws(BootFailure) {
      try line.awaitRelease()
      try groups.enter()
      try BootFailure.at(.builder, "handing over to \(builder[0])") { () throws(SystemFailure) in try leaveOpen() }
      CStrings(builder).withPointers { words in if let words { execv(builder[0], words) } }
      throw BootFailure(stage: .builder, errno: errno, message: "starting \(builder[0])")
    } catch {
      line.report(.failed(error))
      exit(1)
    }
  }

  private func leaveOpen() throws(SystemFailure) {
    let directory = try Descriptor.open(spec.directory, O_RDONLY | O_DIRECTORY)
    let journal = try Descriptor.open(in: directory, JournalFormat.directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    let agent = try Descriptor.open("/proc/self/exe", O_RDONLY)
    let descriptors: [(BootHandover, Descriptor?)] = [
      (.launcher, launcher), (.listener, host.listener), (.log, host.log), (.journal, journal),
      (.memoryEvents, host.memoryEvents), (.agent, agent),
    ]
    // First out of the way of each other. Copies close at the start of the builder; what dup2(2) makes does not.
    var copies: [(BootHandover, Descriptor)] = []
    for case (let number, let descriptor?) in descriptors {
      let copy = fcntl(descriptor.number, F_DUPFD_CLOEXEC, BootHandover.agent.rawValue + 1)
      copies.append((number, Descriptor(try SystemFailure.checkLibrary(copy))))
    }
    for (number, copy) in copies { try SystemFailure.checkLibrary(dup2(copy.number, number.rawValue)) }
    try rewind()
  }

  /// Nothing of what our caller waits for may stay open.
  private func rewind() throws(SystemFailure) {
    if lseek(STDIN_FILENO, 0, SEEK_SET) < 0 { throw .last }
    let null = try Descriptor.open("/dev/null", O_WRONLY)
    try SystemFailure.checkLibrary(dup2(null.number, STDOUT_FILENO))
  }

  /// On the other side: takes over what was left open, nil when it was not. Closes at the start of any program from now on.
  static func take(_ number: BootHandover) -> Descriptor? {
    fcntl(number.rawValue, F_SETFD, FD_CLOEXEC) == 0 ? Descriptor(number.rawValue) : nil
  }

  /// On the other side: closes everything else but the standard descriptors.
  static func closeOthers() {
    for number in (STDERR_FILENO + 1)..<BootHandover.launcher.rawValue { close(number) }
    close(BootHandover.agent.rawValue)
  }
}
