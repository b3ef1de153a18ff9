import Foundation
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage

/// Runs verify commands in a real overlay of the stack, with chroot in a mount namespace of its own. Needs root.
enum OverlayVerifier {
  private static let script = """
    mount=$1; layers=$2; shift 2
    case "$layers" in
      *:*) mount -t overlay overlay -o "lowerdir=$layers" "$mount" ;;
      *) mount --bind "$layers" "$mount" ;;
    esac
    mount --bind /dev "$mount/dev" && mount -t tmpfs tmpfs "$mount/tmp" && exec chroot "$mount" "$@"
    """

  static let verifier: LayerVerifier = { request throws(Problem) in
    let mount = FilePath("\(NSTemporaryDirectory())/roost-verify-\(UUID().uuidString)")
    try DirectoryCreation.ensure(mount)
    let layers = request.stack.reversed().map(\.string).joined(separator: ":")
    var command = ExternalCommand(
      "unshare", ["--mount", "--propagation", "private", "sh", "-c", script, "sh", mount.string, layers] + request.command)
    command.variables["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    for (name, value) in request.variables { command.variables[name] = value }
    command.timeout = request.timeout
    let result = try await command.run()
    try await DirectoryRemoval.remove(mount)
    return VerifyOutput(status: result.status, standardOutput: result.standardOutput, standardError: result.standardError)
  }
}
