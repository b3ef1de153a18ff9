import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// What git finds in its room.
extension GitProgram {
  var home: FilePath { room.root.appending("home") }
  var askpass: FilePath { room.root.appending("askpass") }
  var secret: FilePath { room.root.appending("secret") }
  var knownHosts: FilePath { home.appending("known_hosts") }
  var users: FilePath { room.root.appending("passwd") }
  /// Hosts that the operator knows, for all apps.
  var keptHosts: FilePath { checkout.settings.spool.appending("known_hosts") }

  func prepare() throws(Problem) {
    try room.admit(user, home)
    if let credential = checkout.credential {
      // A key without its last line end is not read.
      let needsEnd = address.transport == .ssh && credential.last != UInt8(ascii: "\n")
      try write(credential + (needsEnd ? [UInt8(ascii: "\n")] : []), to: secret, mode: 0o400)
      if address.transport != .ssh { try write(Array(GitProgram.answers.utf8), to: askpass, mode: 0o500) }
    }
    guard address.transport == .ssh else { return }
    let kept = try SmallFile.read(keptHosts, limit: 1 << 20) ?? []
    let told = checkout.hostKeys.lines(for: address).joined(separator: "\n")
    try write(kept + Array("\n\(told)\n".utf8), to: knownHosts, mode: 0o400)
    if let user { try write(Array("roost-fetch:x:\(user):\(user)::\(home):/bin/false\n".utf8), to: users, mode: 0o444) }
  }

  private func write(_ bytes: [UInt8], to path: FilePath, mode: UInt32) throws(Problem) {
    let file = try FetchedFile(path, mode: mode)
    try file.append(bytes)
    if let user { try file.give(to: user) }
  }

  /// What answers git's questions: only those about this host, so that nobody else is told the token.
  private static let answers = """
    #!/bin/sh
    case "$1" in
      "Username for 'https://$ROOST_GIT_HOST'"*|"Username for 'http://$ROOST_GIT_HOST'"*) echo "$ROOST_GIT_USER" ;;
      "Password for 'https://"*"@$ROOST_GIT_HOST'"*|"Password for 'http://"*"@$ROOST_GIT_HOST'"*) cat "$ROOST_GIT_SECRET" ;;
      *) exit 1 ;;
    esac

    """
}

extension FetchRoom {
  /// Lets `user` work in the tree and in a new directory beside it; the room itself stays the daemon's, so that nobody puts a
  /// link in the tree's place.
  func admit(_ user: UInt32?, _ home: FilePath) throws(Problem) {
    try DirectoryCreation.ensure(home, mode: 0o700)
    guard let user else { return }
    for directory in [home, tree] where lchown(directory.string, user, user) != 0 {
      throw Problem.lastSystemCall("give \(directory) to git")
    }
    guard chmod(root.string, 0o711) == 0 else { throw Problem.lastSystemCall("open \(root) for git") }
  }

  /// After the last command: the daemon reads the tree itself.
  func takeBack() throws(Problem) {
    guard geteuid() == 0 else { return }
    guard lchown(tree.string, 0, 0) == 0 else { throw Problem.lastSystemCall("take back \(tree)") }
  }
}
