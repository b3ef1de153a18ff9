import Logging
import NIOPosix

/// What the event loops of one gateway share. Safe from any thread.
struct GatewayShared: Sendable {
  let configuration: GatewayConfiguration
  let board: RouteBoard
  let connections = ConnectionCount()
  let certificates = CertificateBoard(protocols: ["h2", "http/1.1"])
  let handshakes = HandshakeCount()
  let clients = ClientCounts()
  let counts = ListenerCounts()
  let meters: MeterBoard
  let accessLog: AccessLog?
  /// For files: opening and looking up may wait for a disk.
  let threads: NIOThreadPool
  let passwords: PasswordChecks
  let rescues = RescueCount()
  let logger: Logger
}
