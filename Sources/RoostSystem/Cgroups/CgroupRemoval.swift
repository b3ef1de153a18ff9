import Glibc
package import RoostModel
import SystemPackage

/// Ends whatever is in an environment's control groups and removes them.
package enum CgroupRemoval {
  /// How long processes that were killed may take to go.
  package static let patience: Duration = .seconds(5)

  /// Kills all processes of the groups, then removes the directories. Groups that are gone already are fine.
  /// Goes on when the task is cancelled.
  package static func remove(_ membership: CgroupMembership) async throws(Problem) {
    kill(membership)
    var pause = Duration.microseconds(200)
    var waited = Duration.zero
    while true {
      let left = membership.directories.filter { !removeNow($0) }
      guard let first = left.first else { return }
      guard waited < patience else { throw stuck(first) }
      await SteadyPause.wait(pause)
      waited += pause
      pause = min(pause * 3 / 2, .milliseconds(50))
      kill(membership)
    }
  }

  /// False while processes keep the group.
  @discardableResult
  static func removeNow(_ directory: FilePath) -> Bool { rmdir(directory.string) == 0 || errno != EBUSY }

  /// Ends every process at once. Version 2 does it in one write; elsewhere each listed process is killed.
  package static func kill(_ membership: CgroupMembership) {
    if let unified = membership.unified, (try? KernelFile.write("1", to: unified.appending("cgroup.kill"))) != nil { return }
    for process in membership.processes() { Glibc.kill(process, SIGKILL) }
  }

  private static func stuck(_ directory: FilePath) -> Problem {
    Problem(
      .timeout, "processes in the control group \(directory) do not end",
      hint: "look what they wait for: cat \(directory)/cgroup.procs | xargs ps -o pid,stat,wchan,cmd -p")
  }
}
