/// A rule that a trace keeps or breaks, without code.
package indirect enum Check: Sendable, Hashable {
  case all([Check])
  case any([Check])
  case not(Check)
}
