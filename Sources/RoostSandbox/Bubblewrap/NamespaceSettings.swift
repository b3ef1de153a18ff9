import RoostModel
import RoostSystem
import SystemPackage

/// The kernel's settings about user namespaces of ordinary users; empty where it has none.
struct NamespaceSettings: Equatable, Sendable {
  /// `user.max_user_namespaces`
  var maximum: String
  /// `kernel.unprivileged_userns_clone`, of Debian's and Ubuntu's kernels.
  var unprivileged: String
  /// `kernel.apparmor_restrict_unprivileged_userns`
  var restricted: String

  /// Blocking.
  static func read() -> NamespaceSettings {
    NamespaceSettings(
      maximum: text("/proc/sys/user/max_user_namespaces"), unprivileged: text("/proc/sys/kernel/unprivileged_userns_clone"),
      restricted: text("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"))
  }

  /// Which of them forbids user namespaces; nil when none does.
  var refusal: String? {
    if maximum.isEmpty { return "this kernel has no user namespaces" }
    if maximum == "0" { return "user.max_user_namespaces is 0" }
    if unprivileged == "0" { return "kernel.unprivileged_userns_clone is 0" }
    if restricted == "1" { return "kernel.apparmor_restrict_unprivileged_userns is 1" }
    return nil
  }

  private static func text(_ path: FilePath) -> String {
    let text = (try? KernelFile.text(of: path)) ?? ""
    return String(text.prefix { !$0.isWhitespace })
  }
}
