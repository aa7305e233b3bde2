import onnxProto from 'onnx-proto'

const { onnx } = onnxProto

/**
 * An ONNX graph that looks token vectors up: input_ids → last_hidden_state, as Transformers.js
 * expects of an encoder. Rows are kept as 8-bit whole numbers with one scale each.
 */
export function createOnnxFile(weights: Float32Array, dimension: number): Uint8Array {
  const rows = weights.length / dimension
  const { quantized, scales } = quantizeRows(weights, dimension)
  const { FLOAT, INT8, INT64 } = onnx.TensorProto.DataType
  const tensorType = (elemType: number, ...shape: (string | number)[]) => ({
    tensorType: {
      elemType,
      shape: {
        dim: shape.map((size) =>
          typeof size === 'string' ? { dimParam: size } : { dimValue: size },
        ),
      },
    },
  })
  const attribute = (name: string, i: number) => ({
    name,
    i,
    type: onnx.AttributeProto.AttributeType.INT,
  })
  const model = onnx.ModelProto.create({
    irVersion: 8,
    producerName: 'mot-cua',
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'static-embedder',
      input: [{ name: 'input_ids', type: tensorType(INT64, 'batch', 'tokens') }],
      output: [
        { name: 'last_hidden_state', type: tensorType(FLOAT, 'batch', 'tokens', dimension) },
      ],
      initializer: [
        { name: 'vectors', dataType: INT8, dims: [rows, dimension], rawData: bytesOf(quantized) },
        { name: 'scales', dataType: FLOAT, dims: [rows, 1], rawData: bytesOf(scales) },
      ],
      node: [
        {
          opType: 'Gather',
          input: ['vectors', 'input_ids'],
          output: ['row'],
          attribute: [attribute('axis', 0)],
        },
        {
          opType: 'Gather',
          input: ['scales', 'input_ids'],
          output: ['scale'],
          attribute: [attribute('axis', 0)],
        },
        {
          opType: 'Cast',
          input: ['row'],
          output: ['row_float'],
          attribute: [attribute('to', FLOAT)],
        },
        { opType: 'Mul', input: ['row_float', 'scale'], output: ['last_hidden_state'] },
      ],
    },
  })
  return onnx.ModelProto.encode(model).finish()
}

function quantizeRows(weights: Float32Array, dimension: number) {
  const quantized = new Int8Array(weights.length)
  const scales = new Float32Array(weights.length / dimension)
  scales.forEach((_, row) => {
    const values = weights.subarray(row * dimension, (row + 1) * dimension)
    const scale = Math.max(...values.map(Math.abs)) / 127 || 1
    scales[row] = scale
    values.forEach((value, d) => {
      quantized[row * dimension + d] = Math.round(value / scale)
    })
  })
  return { quantized, scales }
}

function bytesOf({ buffer, byteOffset, byteLength }: Int8Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
