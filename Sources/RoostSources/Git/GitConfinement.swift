import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// How git is run for somebody else's repository: as whom, with which few variables and settings, and what it sees in the place
/// of what. Nothing of this machine's configuration, no hooks and no questions.
struct GitConfinement: Sendable {
  /// A file or a directory that is seen at another place, by git alone. Takes root.
  struct View: Sendable, Equatable {
    var of: FilePath
    var at: FilePath
  }

  static let searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
  private static let listLimit = 64 << 20
  private static let settings = [
    "core.hooksPath=/dev/null", "core.symlinks=true", "core.fsmonitor=false", "core.untrackedCache=false", "gc.auto=0",
    "maintenance.auto=false", "submodule.recurse=false", "transfer.bundleURI=false", "credential.helper=",
    "protocol.version=2", "advice.detachedHead=false", "init.defaultBranch=main", "filter.lfs.smudge=", "filter.lfs.process=",
    "filter.lfs.required=false",
  ]

  /// `nil` where this process is not root and cannot become somebody else.
  let user: UInt32?
  /// A directory of that user's.
  let home: FilePath
  let fileLimit: ByteCount
  var timeout: Duration
  /// They win over those that everything gets.
  var variables: [String: String] = [:]
  /// `name=value`; the last one of a name counts.
  var settings: [String] = []
  var views: [View] = []

  /// Without root nothing is seen elsewhere.
  private static let show = """
    while [ "$1" != -- ]; do mount --bind -- "$1" "$2" || exit 126; shift 2; done; shift; exec "$@"
    """

  func command(_ arguments: [String], in directory: FilePath) -> ExternalCommand {
    var words: [String] = []
    if user != nil, !views.isEmpty {
      words += ["unshare", "--mount", "--propagation", "private", "--", "sh", "-c", GitConfinement.show, "sh"]
      words += views.flatMap { [$0.of.string, $0.at.string] } + ["--"]
    }
    if let user {
      words += ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups", "--no-new-privs", "--"]
    }
    words += ["prlimit", "--core=0", "--fsize=\(fileLimit.bytes)", "--", "git"]
    words += (GitConfinement.settings + settings).flatMap { ["-c", $0] } + arguments
    var command = ExternalCommand(words[0], Array(words.dropFirst()))
    command.inheritsVariables = false
    command.variables = [:]
    for (name, value) in closed.merging(variables, uniquingKeysWith: { $1 }) { command.variables[name] = value }
    command.workingDirectory = directory
    command.timeout = timeout
    command.outputLimit = GitConfinement.listLimit
    return command
  }

  private var closed: [String: String] {
    [
      "PATH": GitConfinement.searchPath, "HOME": home.string, "XDG_CONFIG_HOME": home.string, "LC_ALL": "C.UTF-8",
      "GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1",
      "GIT_PROTOCOL_FROM_USER": "0", "GIT_ALLOW_PROTOCOL": "none", "GIT_LFS_SKIP_SMUDGE": "1", "GIT_ASKPASS": "/bin/false",
    ]
  }
}
