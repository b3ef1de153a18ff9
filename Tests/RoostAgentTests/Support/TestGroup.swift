import Foundation

/// A control group of its own for one test, of whichever kind this machine has.
struct TestGroup {
  let path: String
  let isUnified: Bool

  static func exists(_ controller: String) -> Bool { root(controller) != nil }

  /// - Parameter controller: `memory`, `pids`.
  init(_ controller: String) throws {
    guard let (root, isUnified) = TestGroup.root(controller) else { throw TestFailure("no \(controller) group") }
    self.isUnified = isUnified
    path = "\(root)/roost-test-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  func set(_ file: String, _ value: String) throws {
    try Data(value.utf8).write(to: URL(fileURLWithPath: "\(path)/\(file)"), options: [])
  }

  func remove() {
    try? eventually("the group is empty") { rmdir(path) == 0 }
  }

  private static func root(_ controller: String) -> (String, Bool)? {
    let first = "/sys/fs/cgroup/\(controller)"
    if access(first + "/cgroup.procs", W_OK) == 0 { return (first, false) }
    let second = (try? String(contentsOfFile: "/sys/fs/cgroup/cgroup.subtree_control", encoding: .utf8)) ?? ""
    return second.split(whereSeparator: \.isWhitespace).contains(Substring(controller)) ? ("/sys/fs/cgroup", true) : nil
  }
}
