import Glibc
import RoostModel

/// Why files cannot be watched, or not any longer, as its user sees it.
struct WatchFailure {
  let errno: Int32
  let path: String

  var problem: Problem {
    switch errno {
    case EFBIG:
      Problem(
        .environmentState, "there are too many directories below \(path) to watch them", hint: "watch a part of it: \(path)/src")
    case EMFILE:
      Problem(
        .environmentState, "too much is watched in this environment already",
        hint: "end another watch of it, or raise the machine's limit: sysctl -w fs.inotify.max_user_instances=512")
    case ENOSPC:
      Problem(
        .environmentState, "the kernel's limit of watched directories is reached at \(path)",
        hint: "watch a part of it, or raise the limit: sysctl -w fs.inotify.max_user_watches=524288")
    default: AgentEnvironment.problem(errno, "watch \(path)")
    }
  }
}
