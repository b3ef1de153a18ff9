import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

extension BareEnvironment {
  /// What is read at once: an answer holds no more than ``SSHRun/usualOutput``.
  private static let portion = 512 << 10
  /// Of a directory's names.
  private static let longestList = 16 << 20

  func readFile(_ path: String, from offset: UInt64, limit: Int) async throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let count = min(limit - bytes.count, Self.portion)
      let script = BareScript.read(from: offset + UInt64(bytes.count), limit: count)
      let part = try await ask(script, path, "read").output ?? []
      bytes += part
      if part.isEmpty { break }
    }
    return bytes
  }

  func writeFile(_ path: String, _ bytes: [UInt8], at offset: UInt64, mode: UInt16) async throws(Problem) {
    _ = try await ask(BareScript.write(at: offset, mode: mode), path, "write", bytes)
  }

  func listFiles(_ path: String) async throws(Problem) -> [FileEntry] {
    let input = Array("\(try await outside(path))\n".utf8)
    let answer = try await connection.call(BareScript.list, outputLimit: Self.longestList) { (socket) throws(Problem) in
      try socket.send(input)
    }
    if let problem = fault(answer, path, "list") { throw problem }
    var entries: [FileEntry] = []
    for line in answer.text.split(separator: "\n") {
      guard let entry = FileEntry(bare: line) else {
        throw Problem(
          .unsupported, "\(path) holds names that are more than one line", hint: "rename them, or look there: ls -b \(path)")
      }
      entries.append(entry)
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  func removeFile(_ path: String, recursive: Bool) async throws(Problem) {
    _ = try await ask(BareScript.remove(recursive: recursive), path, "remove")
  }

  func mount(_ files: FileTree, at path: String) async throws(Problem) {
    switch files {
    case .file(let bytes, let mode): return try await writeFile(path, bytes, at: 0, mode: mode)
    case .link:
      throw Problem(.unsupported, "a link alone cannot be put to \(path)", hint: "put the directory there that holds it")
    case .directory: break
    }
    let place = try await outside(path)
    let draft = carrier.directory.path.appending("upload-\(UInt64.random(in: .min ... .max))")
    try await BlockingWork.run { () throws(Problem) in try DraftTree(path: draft).write(files) }
    let answer: SSHAnswer
    do throws(Problem) {
      answer = try await send(draft, place)
    } catch {
      try await DirectoryRemoval.remove(draft)
      throw error
    }
    try await DirectoryRemoval.remove(draft)
    if let problem = fault(answer, path, "mount files at") { throw problem }
  }

  private func send(_ draft: FilePath, _ place: String) async throws(Problem) -> SSHAnswer {
    try await connection.call(BareScript.unpack, within: carrier.hosts.configuration.sendLimit) { (socket) throws(Problem) in
      try socket.send(Array("\(place)\n".utf8))
      var writer = TreeArchiveWriter(to: socket)
      _ = try writer.write(draft)
    }
  }

  /// The way there is open only while it is taken: whoever has the socket then has the connection.
  func dial(_ port: UInt16) async throws(Problem) -> DialedConnection {
    let found = try await connection.brief(BareScript.listens(port), isRepeatable: true)
    guard found.status == .exited(0) else {
      throw Problem(
        .portNotOpen, "nothing listens on port \(port) of \(carrier.host.address)", hint: "start what shall serve there first")
    }
    return .descriptor(
      try await connection.dial(port, by: carrier.directory.path.appending("d\(UInt16.random(in: .min ... .max))")))
  }

  private func outside(_ path: String) async throws(Problem) -> String {
    let place = try carrier.paths(try await far.record()).outside(path)
    guard !place.utf8.contains(UInt8(ascii: "\n")) else {
      throw Problem(.unsupported, "a path of more than one line cannot be sent to a host", hint: "rename it")
    }
    return place
  }

  private func ask(
    _ script: RemoteCommand, _ path: String, _ activity: String, _ bytes: [UInt8] = []
  ) async throws(Problem) -> SSHAnswer {
    let place = try await outside(path)
    let answer = try await connection.brief(script, input: Array("\(place)\n".utf8) + bytes)
    if let problem = fault(answer, path, activity) { throw problem }
    return answer
  }

  private func fault(_ answer: SSHAnswer, _ path: String, _ activity: String) -> Problem? {
    let number: Int32
    switch answer.status {
    case .exited(0): return nil
    case .exited(2): number = ENOENT
    case .exited(3): number = activity == "list" ? ENOTDIR : EISDIR
    case .exited(5): number = activity == "remove" ? ENOTEMPTY : EINVAL
    default: number = answer.errors.contains("No space left") ? ENOSPC : EACCES
    }
    return .system(Errno(rawValue: number), "\(activity) \(path) on \(carrier.host.address)")
  }
}
