package import RoostModel

/// What the API can tell of the gateway.
package struct GatewayOperations: Sendable {
  package var status: @Sendable () async throws(Problem) -> GatewayStatus

  /// Lines of an app's access log: what is kept, at most so many, and with `follows` what comes. The parts hold whole lines.
  package var accessLog: @Sendable (AppName, _ tail: Int?, _ follows: Bool) async throws(Problem) -> AsyncStream<[UInt8]>

  package init(
    status: @escaping @Sendable () async throws(Problem) -> GatewayStatus,
    accessLog: @escaping @Sendable (AppName, Int?, Bool) async throws(Problem) -> AsyncStream<[UInt8]>
  ) {
    self.status = status
    self.accessLog = accessLog
  }
}
