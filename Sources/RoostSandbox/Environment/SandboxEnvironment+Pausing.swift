package import RoostModel
import RoostSystem

extension SandboxEnvironment {
  package func pause() async throws(Problem) {
    while case .pausing = phase { await phaseChange() }
    if case .paused = phase { return }
    let link = try link(to: "pause")
    let freezer = try freezer()
    enter(.pausing)
    link.hold(true)
    do throws(Problem) {
      try await BlockingWork.run { () throws(Problem) in try freezer.freeze() }
    } catch {
      link.hold(false)
      enter(.running(link))
      throw error
    }
    enter(.paused(link))
    feed.enter(.paused)
  }

  package func resume() async throws(Problem) {
    while case .pausing = phase { await phaseChange() }
    guard case .paused(let link) = phase else {
      _ = try link(to: "resume")
      return
    }
    // Not a blocking call: the kernel only takes note.
    try freezer().thaw()
    link.hold(false)
    enter(.running(link))
    feed.enter(.ready)
  }

  private func freezer() throws(Problem) -> CgroupFreezer {
    guard let freezer = CgroupFreezer(host.limits.existing(directory.groupName)) else {
      throw Problem(
        .unsupported, "this machine has no control groups of version 2 that could be paused",
        hint: "mount them: mount -t cgroup2 none /sys/fs/cgroup/unified")
    }
    return freezer
  }
}
