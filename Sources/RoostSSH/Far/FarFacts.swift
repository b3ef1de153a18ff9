import RoostModel
import RoostSystem
import SystemPackage

/// What a host is like, as it says itself. Nothing of it is trusted beyond what it is used for there.
struct FarFacts: Equatable, Sendable {
  /// Where Roost keeps things there.
  var places: FarPlaces
  var isWritable = false
  /// As `uname` says.
  var system = ""
  var machine = ""
  var kernel = ""
  var user: UInt32
  /// Where it can be written.
  var free: ByteCount?
  var userNamespaces = false
  var overlay = false
  var seccomp = false
  var forwards = false
  /// How control groups are mounted there.
  var cgroups = CgroupLayout()
  var tools: Set<String> = []
  var certificates: String?
  var resolver = ResolverConfiguration(files: [])
  /// IPv4 addresses that routes there know.
  var addresses: [IPv4Address] = []
  /// This machine and the host are one.
  var isLocal = false

  var isRoot: Bool { user == 0 }

  /// Refuses what does not say where and as whom.
  init(_ answer: String, of address: SSHAddress) throws(Problem) {
    let lines = answer.split(separator: "\n").compactMap { line -> (Substring, Substring)? in
      guard let equals = line.firstIndex(of: "=") else { return nil }
      return (line[..<equals], line[line.index(after: equals)...])
    }
    let values = Dictionary(lines.map { ($0.0, String($0.1)) }) { first, _ in first }
    guard let place = values["place"], SSHPath.isPlain(place), let user = values["user"].flatMap({ UInt32($0) }) else {
      throw Problem(
        .unsupported, "\(address) does not tell where its user's cache directory is, or its path holds unusual characters",
        hint: "look what a POSIX shell says there: \(address.commandLine) 'echo $HOME; id -u'",
        cause: answer.isEmpty ? nil : String(answer.suffix(1000)))
    }
    places = FarPlaces(root: FilePath(place))
    self.user = user
    isWritable = values["writable"] != nil
    (system, machine, kernel) = (values["system"] ?? "", values["machine"] ?? "", values["kernel"] ?? "")
    free = values["free"].flatMap { UInt64($0) }.flatMap { $0 < 1 << 50 ? ByteCount($0 << 10) : nil }
    overlay = values["overlay"] != nil
    certificates = values["certificates"].flatMap { SSHPath.isPlain($0) ? $0 : nil }
    tools = Set(lines.filter { $0.0 == "tool" }.map { String($0.1) })
    addresses = lines.filter { $0.0 == "address" }.compactMap { IPv4Address($0.1) }
    takeKernel(values)
    takeNetwork(values, lines)
    takeGroups(values, lines)
  }

  private mutating func takeGroups(_ values: [Substring: String], _ lines: [(Substring, Substring)]) {
    func text(_ name: String) -> String { lines.filter { $0.0 == name }.map { String($0.1) }.joined(separator: "\n") }
    cgroups = CgroupLayout(mountinfo: text("mountinfo"), membership: text("membership"))
    let offered = cgroups.unified.flatMap { values["controllers:\($0)"] } ?? ""
    cgroups.unifiedControllers = Set(offered.split(separator: " ").map(String.init))
  }

  private mutating func takeKernel(_ values: [Substring: String]) {
    let maximum = values["max_user_namespaces"].flatMap { Int($0) } ?? 0
    let isRefused = values["unprivileged_userns_clone"] == "0"
    let isRestricted = values["apparmor_restrict_unprivileged_userns"] == "1"
    // What was tried counts more than what files say; not everywhere can it be tried.
    userNamespaces = maximum > 0 && !isRefused && !isRestricted && values["trial"] != "0"
    seccomp = values["actions_avail"]?.contains("user_notif") ?? false
    forwards = values["ip_forward"] == "1"
  }

  private mutating func takeNetwork(_ values: [Substring: String], _ lines: [(Substring, Substring)]) {
    let files = ResolverConfiguration.hostFiles.map { path in
      lines.filter { $0.0 == "resolver:\(path)" }.map { String($0.1) }.joined(separator: "\n")
    }
    resolver = ResolverConfiguration(files: files)
    // Client's address, its port, server's address, its port.
    let ends = values["connection"]?.split(separator: " ") ?? []
    isLocal = ends.count == 4 && ends[0] == ends[2]
  }
}
