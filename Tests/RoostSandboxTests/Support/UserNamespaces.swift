import SystemPackage

enum UserNamespaces {
  /// For users without privileges.
  static let areAllowed: Bool = {
    let text = { (path: FilePath) in (try? TestFile.text(path)) ?? "" }
    return !text("/proc/sys/user/max_user_namespaces").hasPrefix("0")
      && !text("/proc/sys/kernel/unprivileged_userns_clone").hasPrefix("0")
      && !text("/proc/sys/kernel/apparmor_restrict_unprivileged_userns").hasPrefix("1")
  }()
}
