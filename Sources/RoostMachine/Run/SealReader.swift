import CRoost
import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Makes the tree that a machine sends of what was written in it. The machine is not trusted: names are single names, nothing
/// is followed, everything belongs to the environment's user, and there is an end to how much it may be. Blocking.
final class SealReader {
  private static let maximumDepth = 256

  private let socket: LineSocket
  private let deadline: ContinuousClock.Instant
  private let owner: UInt32?
  /// Bytes and entries that may still come.
  private var room: UInt64
  private var levels: [(directory: OwnedDescriptor, attributes: SealRecord.Attributes)]

  /// - Parameters:
  ///   - root: an empty directory.
  ///   - limit: of all contents, in bytes; every entry counts as 4096 more.
  init(
    from socket: LineSocket, into root: FilePath, owner: UInt32?, limit: UInt64, until deadline: ContinuousClock.Instant
  ) throws(Problem) {
    self.socket = socket
    self.owner = owner
    self.deadline = deadline
    room = limit
    let number = open(root.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw .lastSystemCall("open \(root)") }
    levels = [(OwnedDescriptor(owning: number), SealRecord.Attributes(name: [46], mode: 0o755, modifiedAt: 0))]
  }

  func read() throws(Problem) {
    while true {
      let record = try next()
      try charge(4096)
      switch record {
      case .end:
        guard levels.count == 1 else { throw SealReader.damaged }
        return
      case .directory(let attributes, let isOpaque): try enter(attributes, isOpaque)
      case .leave: try leave()
      case .file(let attributes, let size): try file(attributes, size)
      case .link(let name, let target):
        try check(with(target) { target in with(name) { symlinkat(target, parent, $0) } })
        if let owner { try check(with(name) { fchownat(parent, $0, owner, owner, AT_SYMLINK_NOFOLLOW) }) }
      case .whiteout(let name): try check(with(name) { mknodat(parent, $0, S_IFCHR, 0) })
      }
    }
  }

  private var parent: Int32 { levels[levels.count - 1].directory.number }

  private func enter(_ attributes: SealRecord.Attributes, _ isOpaque: Bool) throws(Problem) {
    guard levels.count < SealReader.maximumDepth else { throw SealReader.damaged }
    try check(with(attributes.name) { mkdirat(parent, $0, 0o700) })
    let number = with(attributes.name) { openat(parent, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    let directory = OwnedDescriptor(owning: try check(number))
    if isOpaque, roost_opaque_set(directory.number) < 0 { throw SealReader.damaged }
    levels.append((directory, attributes))
  }

  private func leave() throws(Problem) {
    guard levels.count > 1, let level = levels.popLast() else { throw SealReader.damaged }
    try finish(level.directory.number, level.attributes)
  }

  private func file(_ attributes: SealRecord.Attributes, _ size: UInt64) throws(Problem) {
    try charge(size)
    let number = with(attributes.name) { openat(parent, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
    let file = OwnedDescriptor(owning: try check(number))
    var left = size
    while left > 0 {
      let bytes = try socket.read(upTo: Int(min(left, 256 << 10)), until: deadline)
      guard !bytes.isEmpty else { throw SealReader.damaged }
      try AtomicFile.writeAll(bytes, to: file.number, path: "what was written in the machine")
      left -= UInt64(bytes.count)
    }
    try finish(file.number, attributes)
  }

  private func finish(_ number: Int32, _ attributes: SealRecord.Attributes) throws(Problem) {
    let time = timespec(tv_sec: Int(clamping: max(0, attributes.modifiedAt)), tv_nsec: 0)
    let times = [time, time]
    if let owner { try check(fchown(number, owner, owner)) }
    try check(fchmod(number, mode_t(attributes.mode)))
    try check(futimens(number, times))
  }

  private func next() throws(Problem) -> SealRecord {
    let head = try exactly(4)
    let length = (0..<4).reduce(0) { $0 | Int(head[$1]) << (8 * $1) }
    guard (1...SealRecord.maximumLength).contains(length) else { throw SealReader.damaged }
    guard let record = try? SealRecord(decoding: try exactly(length)) else { throw SealReader.damaged }
    return record
  }

  private func exactly(_ count: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = try socket.read(upTo: count - bytes.count, until: deadline)
      guard !more.isEmpty else { throw SealReader.damaged }
      bytes += more
    }
    return bytes
  }

  private func charge(_ amount: UInt64) throws(Problem) {
    guard amount <= room else {
      throw Problem(
        .diskFull, "the virtual machine wrote more than it may", hint: "raise its disk limit: roost run --disk SIZE")
    }
    room -= amount
  }

  @discardableResult
  private func check(_ result: Int32) throws(Problem) -> Int32 {
    if result < 0 { throw .lastSystemCall("make what was written in the machine") }
    return result
  }

  private func with<Result>(_ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    body(name.map { CChar(bitPattern: $0) } + [0])
  }

  private static var damaged: Problem {
    Problem(
      .environmentState, "what the virtual machine sent of its files is damaged", hint: "deploy again: roost app deploy NAME")
  }
}
