const Svg = 'http://www.w3.org/2000/svg';

/** Drawn on a grid of 20 with a line of 1.6. */
const Shapes = {
  experiments: 'M3 11h3l2.5-6 3.5 11 2.5-5H17',
  datasets: 'M4 5.5C4 4 7 3 10 3s6 1 6 2.5S13 8 10 8 4 7 4 5.5Zm0 0v9C4 16 7 17 10 17s6-1 6-2.5v-9M4 10c0 1.5 3 2.5 6 2.5s6-1 6-2.5',
  models: 'M10 2.8 16.5 6.4v7.2L10 17.2l-6.5-3.6V6.4Zm0 7.2 6.5-3.6M10 10 3.5 6.4M10 10v7.2',
  agents: 'M7 8.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Zm-4.5 8c0-3 2-4.8 4.5-4.8s4.5 1.800 4.5 4.800M13.600 8.800a2.200 2.200 0 1 0 0-4.400M14 11.900c2.100.2 3.500 1.900 3.500 4.400',
  plus: 'M10 4v12M4 10h12',
  play: 'M6.500 4.500v11l9-5.500Z',
  pause: 'M7 5v10M13 5v10',
  stop: 'M5.500 5.500h9v9h-9Z',
  trash: 'M4 6h12M8 6V4h4v2M5.500 6l.7 10h7.600l.7-10M8.500 9v4.500M11.500 9v4.500',
  download: 'M10 3.500v9M6 9l4 4 4-4M4 16.500h12',
  upload: 'M10 13V4M6 7.500l4-4 4 4M4 16.500h12',
  back: 'M12 4.500 6.500 10l5.500 5.500',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM10 2v1.800M10 16.200V18M2 10h1.800M16.200 10H18M4.400 4.400l1.200 1.200M14.400 14.400l1.200 1.200M15.600 4.400l-1.200 1.200M5.600 14.400l-1.200 1.200',
  moon: 'M16.500 11.800A6.800 6.800 0 0 1 8.200 3.500a6.800 6.800 0 1 0 8.300 8.300Z',
  auto: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm0-14v14M10 6h5.500M10 9h6.900M10 12h6.700M10 15h4.800',
  copy: 'M7.500 7.500h8v9h-8ZM5 12.500h-.500v-9h8V4',
  close: 'M5 5l10 10M15 5 5 15',
  book: 'M4 4.500c2-1 4-1 6 .5 2-1.500 4-1.500 6-.5v11c-2-1-4-1-6 .5-2-1.500-4-1.500-6-.5Zm6 .5v11',
  link: 'M8.500 11.500l3-3M9 6.500l1.500-1.500a3.200 3.200 0 0 1 4.500 4.500L13.500 11M11 13.500 9.500 15A3.200 3.200 0 0 1 5 10.500L6.500 9',
  key: 'M12.500 11.500a4 4 0 1 0-3.400-1.900L3 15.700V17.500h3v-2h2v-2l2.300-2.300a4 4 0 0 0 2.200.300ZM13.500 6.500h.010',
  leave: 'M8.500 3.500h-5v13h5M8 10h9M13.500 6.500 17 10l-3.500 3.500',
  top: 'M10 16V5M5.500 9.500 10 5l4.500 4.500',
} as const;

/** A name of an icon. */
export type IconName = keyof typeof Shapes;

/** An icon, which says nothing to a screen reader: what it stands beside does. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(Svg, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(Svg, 'path');
  path.setAttribute('d', Shapes[name]);
  svg.append(path);
  return svg;
}
