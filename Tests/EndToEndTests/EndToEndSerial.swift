import Testing

/// Tests that drive the real `roost` with real runtimes. One at a time: they share a home and two cores.
@Suite(.serialized) enum EndToEndSerial {}
