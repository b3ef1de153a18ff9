import Glibc

/// Everything that ends in a virtual machine, outside its sandbox.
enum GuestChildren {
  /// How a sandbox ended.
  enum Ending {
    /// It was told to.
    case asked
    /// Its time was over.
    case overtime
    case unexpected
  }

  /// Collects them until the sandbox ends.
  static func wait(for sandbox: Int32, _ others: [GuestProcess]) -> Ending {
    while true {
      var status: Int32 = 0
      let pid = waitpid(-1, &status, 0)
      if pid == sandbox { return ending(status) }
      others.first { $0.pid == pid }?.startAgain()
      if pid < 0 && errno == ECHILD { return .unexpected }
    }
  }

  /// As waitpid(2) tells it: the low byte is zero for one that exited by itself.
  private static func ending(_ status: Int32) -> Ending {
    switch status {
    case 0: .asked
    case Agent.overtimeStatus << 8: .overtime
    default: .unexpected
    }
  }
}
