import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds the citizen widget into one script for any page: `dist/ui/widget.js`. */
export default defineConfig({
  root,
  plugins: [tightenTemplates()],
  define: { 'process.env.NODE_ENV': '"production"' },
  publicDir: false,
  build: {
    outDir: 'dist/ui',
    emptyOutDir: false,
    copyPublicDir: false,
    // Windows 7 machines of ward offices end at Chrome 109.
    target: ['chrome103', 'safari16', 'firefox102'],
    lib: {
      entry: 'src/ui/widget/main.ts',
      formats: ['iife'],
      name: 'MotCuaWidget',
      fileName: () => 'widget.js',
    },
  },
})

/** Squeezes line breaks and indents out of the css and html templates; minifiers leave them. */
function tightenTemplates(): Plugin {
  return {
    name: 'tighten-templates',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/ui/widget/')) return null
      const tight = code.replace(/\n[ \t]+(?=[<$.@:?\w-])/g, '\n ')
      return { code: id.includes('/styles/') ? tightenStyles(tight) : tight, map: null }
    },
  }
}

/** Spaces that CSS does without; a space before a colon is left, for there it may mean "inside". */
function tightenStyles(code: string): string {
  return code
    .replace(/(?<=[{};,])[ \n]+|[ \n]+(?=[{};])|(?<=[\w-]:)[ ]+/g, '')
    .replaceAll(';}', '}')
}
