import FoundationEssentials
package import RoostModel
package import SystemPackage

/// How the installer reaches the outside, and how long it waits.
package struct InstallerOptions: Sendable {
  package var proxy: ProxySettings
  /// For another install of the same layer to end.
  package var lockLimit: Duration
  /// The most one file may amount to.
  package var largestDownload: ByteCount
  /// Variables that pip gets beside this process's own when it is asked for its settings: `PIP_INDEX_URL` ...
  package var pipVariables: [String: String] = [:]
  /// Directory with public keys (`*.pub`) whose bundles every node on this machine installs.
  package var machineKeys: FilePath = "/etc/roost/keys.d"
  /// Where makers' servers are replaced: `ROOST_NODE_MIRROR` to scheme, host and perhaps a leading path.
  package var mirrors: [String: String] = [:]
  /// Keyrings that makers' signatures are checked with, `NAME.gpg`. What has none is not checked.
  package var keyrings: FilePath = "/etc/roost/keyrings"
  /// Seconds since 1970.
  package var now: @Sendable () -> Double = { Date().timeIntervalSince1970 }
  package var host = HostHooks.none
  /// Runs the setup commands of entries; without it, those that have some are refused.
  package var setup: LayerSetup?
  /// Told of each moment before and after the journal is written: `before publish nodejs-24.19.0-4196a947bcc8`. Called on
  /// any thread.
  package var observeJournal: @Sendable (String) -> Void = { _ in }
  /// Where programs of the machine are looked for, as `PATH` writes it.
  package var searchPath = MachineProbe.standardSearchPath
  /// The machine that is looked at before something is installed.
  package var machine: @Sendable () -> MachineProbe = { MachineProbe.machine() }
  /// Ports that Roost itself listens on, and what for: `8080` for `Roost's gateway`.
  package var reservedPorts: [UInt16: String] = [:]

  package init(
    proxy: ProxySettings = ProxySettings(), lockLimit: Duration = .seconds(1800), largestDownload: ByteCount = .megabytes(2_000)
  ) {
    self.proxy = proxy
    self.lockLimit = lockLimit
    self.largestDownload = largestDownload
  }
}
