import Glibc
import RoostModel

/// Puts the output of one run together into lines, masks secrets in them, and keeps those that are asked for. Pure.
struct LogLines: Sendable {
  struct Line: Sendable, Equatable {
    var channel: OutputChannel
    /// Of its first byte, and behind its last one.
    var start: UInt64
    var end: UInt64
    /// When its first byte came.
    var at: Double
    /// Secrets are masked; its end is part of it.
    var text: String
    /// Output before it was dropped.
    var gap: Bool
    /// Where a reader goes on who wants it as the next one, and who has seen it.
    var before: LinePlace
    var after: LinePlace
  }

  struct LinePlace: Sendable, Equatable {
    var offset: UInt64
    var seen: UInt64
  }

  /// A line that has begun.
  private struct Begun {
    var shown: [UInt8] = []
    var start: UInt64 = 0
    var at = 0.0
    /// Bytes of it that were taken.
    var count = 0
    var stream: RedactionStream
  }

  /// What is longer is cut: a line is held in memory until it is whole.
  static let longest = 64 << 10

  private let redactor: Redactor
  private let filter: LogFilter
  private let search: LineSearch
  private let seen: UInt64
  private var begun: [OutputChannel: Begun] = [:]
  private var end: UInt64 = 0
  private var gap = false

  /// - Parameter seen: lines that end here or before were handed out already.
  init(_ redactor: Redactor, _ filter: LogFilter, seen: UInt64 = 0) {
    self.redactor = redactor
    self.filter = filter
    self.seen = seen
    search = LineSearch(filter)
  }

  /// The lines that became whole and are wanted.
  mutating func take(_ chunk: OutputChunk, afterGap: Bool = false) -> [Line] {
    var lines = afterGap ? finish() : []
    if afterGap { gap = true }
    var place = 0
    while place < chunk.bytes.count {
      if redactor.isEmpty, begun[chunk.channel]?.count ?? 0 == 0 { place = takeWhole(chunk, from: place, into: &lines) }
      guard place < chunk.bytes.count else { break }
      let newline = chunk.bytes[place...].firstIndex(of: UInt8(ascii: "\n"))
      let next = newline.map { $0 + 1 } ?? chunk.bytes.endIndex
      let piece = chunk.bytes[place..<next]
      if let line = add(piece, at: chunk.offset + UInt64(place), chunk, isWhole: newline != nil) { lines.append(line) }
      place = next
    }
    return lines
  }

  /// Lines that begin and end within a piece, where there is nothing to mask: only those that are wanted are copied. Returns where
  /// the rest of the piece begins.
  private mutating func takeWhole(_ chunk: OutputChunk, from start: Int, into lines: inout [Line]) -> Int {
    chunk.bytes.withUnsafeBufferPointer { bytes in
      var place = start
      while let next = LogLines.end(ofLineAt: place, in: bytes), next - place < LogLines.longest {
        end = chunk.offset + UInt64(next)
        let line = UnsafeBufferPointer(rebasing: bytes[place..<next])
        if end > seen, filter.includes(chunk.at), search.finds(in: line) {
          var open = Begun(stream: redactor.stream())
          (open.shown, open.start, open.at) = (Array(line), chunk.offset + UInt64(place), chunk.at)
          if let line = self.line(open, chunk.channel) { lines.append(line) }
        }
        place = next
      }
      return place
    }
  }

  private static func end(ofLineAt start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count, let found = memchr(base + start, 10, bytes.count - start) else {
      return nil
    }
    return found - UnsafeMutableRawPointer(mutating: base) + 1
  }

  /// What the end of the output left unfinished.
  mutating func finish() -> [Line] {
    var lines: [Line] = []
    for channel in begun.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard var open = begun.removeValue(forKey: channel) else { continue }
      open.shown += open.stream.finish()
      if !open.shown.isEmpty, let line = line(open, channel) { lines.append(line) }
    }
    return lines
  }

  private mutating func add(_ piece: ArraySlice<UInt8>, at offset: UInt64, _ chunk: OutputChunk, isWhole: Bool) -> Line? {
    var open = begun.removeValue(forKey: chunk.channel) ?? Begun(stream: redactor.stream())
    if open.count == 0 { (open.start, open.at) = (offset, chunk.at) }
    open.shown += open.stream.take(Array(piece))
    open.count += piece.count
    end = offset + UInt64(piece.count)
    // What may be the beginning of a secret that goes on in the next line.
    let waiting = open.stream.waiting
    guard (isWhole && waiting == 0) || open.count - waiting >= LogLines.longest else {
      begun[chunk.channel] = open
      return nil
    }
    let whole = open
    open.shown = []
    open.count = waiting
    (open.start, open.at) = (end - UInt64(waiting), chunk.at)
    begun[chunk.channel] = open
    return line(whole, chunk.channel)
  }

  private mutating func line(_ open: Begun, _ channel: OutputChannel) -> Line? {
    guard end > seen, filter.includes(open.at), search.finds(in: open.shown) else { return nil }
    let text = String(decoding: open.shown, as: UTF8.self)
    guard filter.includes(text, of: channel) else { return nil }
    let others = begun.filter { $0.key != channel && $0.value.count > 0 }.map(\.value.start).min()
    let rest = begun[channel].flatMap { $0.count > 0 ? $0.start : nil }
    let before = LinePlace(offset: min(open.start, others ?? open.start), seen: max(seen, end - 1))
    let after = LinePlace(offset: min(rest ?? end, others ?? end), seen: end)
    defer { gap = false }
    return Line(
      channel: channel, start: open.start, end: end, at: open.at, text: text, gap: gap,
      before: before, after: after)
  }
}
