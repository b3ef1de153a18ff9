import Glibc

/// Everything that ends in a virtual machine, outside its sandbox.
enum GuestChildren {
  /// Collects them until the sandbox ends. True when it did so by itself, having been told to.
  static func wait(for sandbox: Int32, _ others: [GuestProcess]) -> Bool {
    while true {
      var status: Int32 = 0
      let pid = waitpid(-1, &status, 0)
      if pid == sandbox { return status == 0 }
      others.first { $0.pid == pid }?.startAgain()
      if pid < 0 && errno == ECHILD { return false }
    }
  }
}
