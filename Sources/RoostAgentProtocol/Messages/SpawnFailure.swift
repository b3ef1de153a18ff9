/// Why a process could not be started: how far it came, and what the kernel said.
package struct SpawnFailure: Error, Equatable, Sendable {
  package enum Stage: UInt8, Sendable {
    /// The request itself: no program, a variable without a name.
    case arguments = 1
    /// ENOENT, ENOTDIR, EACCES about the working directory.
    case workingDirectory = 2
    case terminal = 3
    /// Pipes and the journal.
    case output = 4
    /// EAGAIN: the limit of processes is reached.
    case fork = 5
    case isolation = 6
    /// ENOENT: no such command. EACCES, ENOEXEC: not executable.
    case execute = 7
    /// The environment is shutting down.
    case closing = 8
  }

  package var stage: Stage
  package var errno: Int32

  package init(stage: Stage, errno: Int32) {
    self.stage = stage
    self.errno = errno
  }
}
