import Foundation
import RoostSandbox
import SystemPackage

/// How many things of each kind there are that environments are made of, on the whole machine or below one home.
struct MachineCensus: CustomStringConvertible {
  var mounts: Int
  /// Kept by processes of any user.
  var namespaces: Int
  var controlGroups: Int
  var links: Int
  /// Below the home.
  var files: Int
  /// Of this process.
  var descriptors: Int
  /// Agents and what they started.
  var processes: Int

  static func take(home: FilePath, user: UInt32) -> MachineCensus {
    let running = processNumbers()
    return MachineCensus(
      mounts: text("/proc/self/mounts").split(separator: "\n").filter { $0.contains(home.string) }.count,
      namespaces: namespaces(of: running), controlGroups: controlGroups(), links: HostInterfaces.ours().count,
      files: names(below: home.string), descriptors: entries("/proc/self/fd").count,
      processes: running.filter { isOf($0, home, user) }.count)
  }

  /// What there is more of now. Others live on the machine too: of what is counted on all of it a few more are no leak.
  func growth(since before: MachineCensus) -> [String] {
    let own = [
      ("mounts", mounts - before.mounts), ("files", files - before.files), ("descriptors", descriptors - before.descriptors),
      ("processes", processes - before.processes),
    ]
    let shared = [
      ("namespaces", namespaces - before.namespaces), ("control groups", controlGroups - before.controlGroups),
      ("links", links - before.links),
    ]
    let grown = own.filter { $0.1 > 0 } + shared.filter { $0.1 > MachineCensus.ofOthers }
    return grown.map { "\($0.1) more \($0.0)" }
  }

  private static let ofOthers = 25

  var description: String {
    "\(mounts) mounts, \(namespaces) namespaces, \(controlGroups) groups, \(links) links, \(files) files, "
      + "\(descriptors) descriptors, \(processes) processes"
  }

  private static func entries(_ path: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }

  private static func text(_ path: String) -> String { (try? TestFile.text(path)) ?? "" }

  private static func processNumbers() -> [String] { entries("/proc").filter { Int($0) != nil } }

  private static func namespaces(of processes: [String]) -> Int {
    let kinds = ["mnt", "pid", "net", "ipc", "uts", "user", "cgroup"]
    let links = processes.flatMap { process in
      kinds.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/ns/\($0)") }
    }
    return Set(links).count
  }

  /// Every group of every hierarchy that belongs to us. Each is a file system of its own, which is not entered by itself.
  private static func controlGroups() -> Int {
    let found = (entries("/sys/fs/cgroup") + ["."]).flatMap { hierarchy in
      entries("/sys/fs/cgroup/\(hierarchy)").filter { $0.hasPrefix("roost") }.map { "/sys/fs/cgroup/\(hierarchy)/\($0)" }
    }
    return found.reduce(0) { count, group in
      let below = FileManager.default.enumerator(atPath: group)?.compactMap { $0 as? String } ?? []
      return count + below.filter { $0.hasSuffix("cgroup.procs") }.count
    }
  }

  private static func names(below path: String) -> Int {
    FileManager.default.enumerator(atPath: path)?.reduce(into: 0) { count, _ in count += 1 } ?? 0
  }

  private static func isOf(_ process: String, _ home: FilePath, _ user: UInt32) -> Bool {
    HostProcessCount.owner(of: process) == user || text("/proc/\(process)/cmdline").contains(home.string)
  }
}
