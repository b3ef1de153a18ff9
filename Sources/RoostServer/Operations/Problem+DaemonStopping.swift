import RoostModel

extension Problem {
  static var daemonStopping: Problem {
    Problem(
      .connectionLost, "the daemon is stopping",
      hint: "when it runs again, look at what became of it: roost app list")
  }
}
