import { useLayoutEffect, useRef } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ScrollText } from '../ScrollArea';
import { mayRenderMarkdown } from './markdownGuard';
import { PlainOnFailure } from './PlainOnFailure';
import { safeHref } from './safeHref';
import { withoutHtml } from './withoutHtml';

const useStyles = makeStyles(theme => ({
  markdown: {
    overflowWrap: 'anywhere',
    '& p, & ul, & ol': { margin: theme.spacing(0, 0, 1) },
    '& > :last-child': { marginBottom: 0 },
    '& ul, & ol': { paddingLeft: theme.spacing(2.5) },
    '& h1, & h2, & h3, & h4, & h5, & h6': {
      fontSize: theme.typography.pxToRem(14),
      lineHeight: 1.4,
      margin: theme.spacing(1, 0, 0.5),
    },
    '& code': {
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
      fontSize: '0.92em',
    },
    '& table': { display: 'block', overflowX: 'auto' },
    '& td, & th': { padding: theme.spacing(0.5, 1), lineHeight: 1.4 },
  },
  plain: {
    margin: 0,
    font: 'inherit',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxHeight: 480,
    overflow: 'auto',
  },
}));

/** Only web addresses are followed; links relative to a repository would lead somewhere else here. */
const followable = (href: string) => safeHref(href) ?? '';

/** An image would tell its host who reads the page, so none is loaded. */
const noImage = () => '';

/** Markdown that anybody who can push may have written: links only to the web, no images, no HTML, plain text where parsing could hang the page. */
export function SafeMarkdown(props: { text: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const rendered = useRef<HTMLDivElement>(null);
  // A heading gets an id of its words, and could take the place of an element that the page looks for.
  useLayoutEffect(() => {
    for (const element of rendered.current?.querySelectorAll('[id]') ?? []) {
      element.removeAttribute('id');
    }
  }, [props.text]);
  const plain = (
    <ScrollText className={classes.plain} label={t('markdown.plain')}>
      {props.text}
    </ScrollText>
  );
  return mayRenderMarkdown(props.text) ? (
    <PlainOnFailure key={props.text} plain={plain}>
      <div ref={rendered}>
        <MarkdownContent
          className={classes.markdown}
          content={withoutHtml(props.text)}
          linkTarget="_blank"
          transformLinkUri={followable}
          transformImageUri={noImage}
        />
      </div>
    </PlainOnFailure>
  ) : (
    plain
  );
}
