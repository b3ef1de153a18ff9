/// What a git client asks of the other side, by the name of git's program.
package enum GitService: String, Sendable, CaseIterable {
  case push = "git-receive-pack"
  case fetch = "git-upload-pack"
}
