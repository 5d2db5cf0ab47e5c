#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The C library's functions that the standard library does not name.
enum ElementaryFunctions {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  static func exponential(_ number: Double) -> Double { exp(number) }
  static func naturalLogarithm(_ number: Double) -> Double { log(number) }
  static func decimalLogarithm(_ number: Double) -> Double { log10(number) }
  static func sine(_ angle: Double) -> Double { sin(angle) }
  static func cosine(_ angle: Double) -> Double { cos(angle) }
  static func tangent(_ angle: Double) -> Double { tan(angle) }
  static func remainder(_ number: Double, _ divisor: Double) -> Double { fmod(number, divisor) }
  static func arcSine(_ number: Double) -> Double { asin(number) }
  static func arcCosine(_ number: Double) -> Double { acos(number) }
  static func arcTangent(_ number: Double) -> Double { atan(number) }
  static func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
  static func hyperbolicSine(_ number: Double) -> Double { sinh(number) }
  static func hyperbolicCosine(_ number: Double) -> Double { cosh(number) }
  static func hyperbolicTangent(_ number: Double) -> Double { tanh(number) }
  static func areaSine(_ number: Double) -> Double { asinh(number) }
  static func areaCosine(_ number: Double) -> Double { acosh(number) }
  static func areaTangent(_ number: Double) -> Double { atanh(number) }
  static func errorFunction(_ number: Double) -> Double { erf(number) }
  static func logarithmOfGamma(_ number: Double) -> Double { lgamma(number) }
}
