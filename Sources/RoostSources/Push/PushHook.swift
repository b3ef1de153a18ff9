import Glibc
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage

/// What git runs before it takes a push: it asks the daemon, shows the user what it is told, and ends as it is told.
///
/// Two named pipes in the room carry that. The daemon holds both open at both ends, so that nobody waits for anybody to open
/// one; its copy of `told` closes with the answer, which is the hook's end of text.
final class PushHook: Sendable {
  private let room: FetchRoom
  private let asked: OwnedDescriptor
  private let told: Mutex<OwnedDescriptor?>
  private let over = Atomic(false)

  var directory: FilePath { room.root.appending("hooks") }
  private var accepted: FilePath { room.root.appending("accepted") }

  private static let preReceive = """
    #!/bin/sh
    exec 4<"$ROOST_PUSH/told" || exit 1
    { echo "$GIT_QUARANTINE_PATH"; cat; echo .; } >"$ROOST_PUSH/asked" || exit 1
    cat <&4 >&2
    test -s "$ROOST_PUSH/accepted"

    """
  /// Asked for each reference after that.
  private static let update = """
    #!/bin/sh
    branch=$(cat "$ROOST_PUSH/accepted") || exit 1
    test "$1" = "$branch" && exit 0
    echo "only $branch is kept here" >&2
    exit 1

    """

  /// Blocking.
  init(in room: FetchRoom, user: UInt32?) throws(Problem) {
    self.room = room
    let pipes = ["asked", "told"].map { room.root.appending($0) }
    for pipe in pipes {
      guard mkfifo(pipe.string, 0o600) == 0 else { throw Problem.lastSystemCall("make \(pipe)") }
      if let user, lchown(pipe.string, user, user) != 0 { throw Problem.lastSystemCall("give \(pipe) to git") }
    }
    asked = try PushHook.open(pipes[0])
    told = Mutex(try PushHook.open(pipes[1]))
    try DirectoryCreation.ensure(room.root.appending("hooks"), mode: 0o755)
    for (name, text) in [("pre-receive", PushHook.preReceive), ("update", PushHook.update)] {
      try AtomicFile.write(Array(text.utf8), to: directory.appending(name), mode: 0o555)
    }
  }

  private static func open(_ path: FilePath) throws(Problem) -> OwnedDescriptor {
    let number = Glibc.open(path.string, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    return OwnedDescriptor(owning: number)
  }

  /// What the hook asks: where git keeps what was pushed until it is taken, and the lines of ``PushOrder``. `nil` when there
  /// will be no question.
  func question() async throws(Problem) -> (quarantine: String, lines: [Substring])? {
    let text = try await BlockingWork.run { () throws(Problem) -> String? in try self.listen() }
    guard let lines = text?.split(separator: "\n", omittingEmptySubsequences: false), let first = lines.first else { return nil }
    return (String(first), Array(lines.dropFirst()))
  }

  /// Blocking. What is too long is read to its end as well: the hook waits until all is taken.
  private func listen() throws(Problem) -> String? {
    var bytes: [UInt8] = []
    var isTooLong = false
    var piece = [UInt8](repeating: 0, count: 4096)
    while !bytes.suffix(3).elementsEqual("\n.\n".utf8) {
      var watched = pollfd(fd: asked.number, events: Int16(POLLIN), revents: 0)
      if poll(&watched, 1, -1) < 0, errno != EINTR { throw Problem.lastSystemCall("wait for what a push asks") }
      let count = piece.withUnsafeMutableBytes { read(asked.number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { throw Problem.lastSystemCall("read what a push asks") }
      if isOver || piece[..<count].contains(0) { return nil }
      bytes += piece[..<count]
      guard bytes.count > PushHook.longest else { continue }
      isTooLong = true
      bytes = Array(bytes.suffix(3))
    }
    if isTooLong { throw PushOrder.tooMany }
    return String(decoding: bytes.dropLast(3), as: UTF8.self)
  }

  private static let longest = 64 << 10

  /// Git has ended.
  var isOver: Bool { over.load(ordering: .acquiring) }

  /// Ends the wait for a question that does not come. Never blocks: a pipe that is full wakes its reader anyway.
  func giveUp() {
    over.store(true, ordering: .releasing)
    _ = write(asked.number, [0], 1)
  }

  /// A line for the user. One that is not read in time is left out.
  func tell(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    told.withLock { told in
      if let told { _ = bytes.withUnsafeBytes { write(told.number, $0.baseAddress, $0.count) } }
    }
  }

  /// Lets git take the branch.
  func accept(_ reference: String) async throws(Problem) {
    let accepted = accepted
    try await BlockingWork.run { () throws(Problem) in try AtomicFile.write(Array(reference.utf8), to: accepted, mode: 0o644) }
    close()
  }

  /// Nothing more is told; without ``accept(_:)`` before it, git refuses.
  func close() { told.withLock { $0 = nil } }
}
