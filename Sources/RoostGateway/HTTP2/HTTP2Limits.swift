import NIOCore
import NIOHTTP2

/// What one HTTP/2 connection may ask of the gateway. More is a connection error (RFC 9113, 10.5).
enum HTTP2Limits {
  static let streams = 100
  /// Bytes a client may send ahead on one stream, and so what a slow app costs at most.
  static let streamWindow = 128 << 10
  /// Given back as frames arrive: the streams' own windows are what holds a client back.
  static let connectionWindow = 1 << 20
  /// Bytes of a response that wait for a client's window before the app is slowed down, and those at which it goes on.
  static let outboundHigh = 64 << 10
  static let outboundLow = 16 << 10

  static func connection(_ head: HeadLimits) -> NIOHTTP2Handler.ConnectionConfiguration {
    var configuration = NIOHTTP2Handler.ConnectionConfiguration()
    configuration.initialSettings = [
      HTTP2Setting(parameter: .maxConcurrentStreams, value: streams),
      HTTP2Setting(parameter: .initialWindowSize, value: streamWindow),
      HTTP2Setting(parameter: .maxHeaderListSize, value: head.bytes),
    ]
    configuration.targetWindowSize = connectionWindow
    configuration.maximumSequentialEmptyDataFrames = 16
    configuration.maximumBufferedControlFrames = 1_000
    configuration.maximumSequentialContinuationFrames = 8
    configuration.controlFrameRateLimit.maximumCount = 1_000
    configuration.controlFrameRateLimit.windowLength = .seconds(30)
    return configuration
  }

  /// Resets and broken streams are counted within the window: opening and resetting streams is cheap for a client and
  /// dear for an app (CVE-2023-44487).
  static func stream() -> NIOHTTP2Handler.StreamConfiguration {
    var configuration = NIOHTTP2Handler.StreamConfiguration()
    configuration.targetWindowSize = streamWindow
    configuration.outboundBufferSizeHighWatermark = outboundHigh
    configuration.outboundBufferSizeLowWatermark = outboundLow
    configuration.streamResetFrameRateLimit.maximumCount = 200
    configuration.streamResetFrameRateLimit.windowLength = .seconds(30)
    configuration.streamErrorRateLimit.maximumCount = 200
    configuration.streamErrorRateLimit.windowLength = .seconds(30)
    return configuration
  }
}
